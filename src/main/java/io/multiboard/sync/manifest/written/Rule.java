package io.multiboard.sync.manifest.written;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A validation rule in as much of CEL as our schemas use: `! && || ?:`, comparisons, `in`,
/// `has()`, `size()`, fields, texts, whole numbers, lists. Anything else is an
/// `IllegalArgumentException` when it is read. Thread-safe.
///
/// See https://github.com/google/cel-spec for the language.
final class Rule {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*('[^']*'|\\d+|\\w+|==|!=|<=|>=|&&|\\|\\||[-!<>?:().,\\[\\]+*/%])");
  private static final List<String> COMPARISONS = List.of("==", "!=", "<=", ">=", "<", ">", "in");

  private final List<String> tokens = new ArrayList<>();
  private final Expression expression;
  private int next;

  /// A part of a rule.
  @FunctionalInterface
  private interface Expression {
    /// @throws NoSuchField where it asks for a field that is not there
    Object of(Map<String, Object> names);
  }

  /// A field was asked for that is not there.
  private static final class NoSuchField extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchField(String name) {
      super("no such key: " + name);
    }
  }

  Rule(String text) {
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!text.substring(end).isBlank()) {
      throw new IllegalArgumentException("this is no rule that can be read: " + text);
    }
    expression = choice();
    if (next < tokens.size()) {
      throw new IllegalArgumentException("this rule goes on after its end: " + text);
    }
  }

  /// Whether a value keeps to it. What cannot be told is no.
  boolean holds(Object self) {
    try {
      return Boolean.TRUE.equals(expression.of(Map.of("self", self)));
    } catch (NoSuchField absent) {
      return false;
    }
  }

  /// Whether a rule is about a change, and says nothing of a new resource.
  static boolean isAboutChanges(String text) {
    return text.contains("oldSelf");
  }

  private Expression choice() {
    Expression condition = either();
    if (!take("?")) {
      return condition;
    }
    Expression then = choice();
    expect(":");
    Expression otherwise = choice();
    return names -> truth(condition.of(names)) ? then.of(names) : otherwise.of(names);
  }

  private Expression either() {
    Expression left = both();
    while (take("||")) {
      Expression one = left;
      Expression other = both();
      left = names -> truth(one.of(names)) || truth(other.of(names));
    }
    return left;
  }

  private Expression both() {
    Expression left = comparison();
    while (take("&&")) {
      Expression one = left;
      Expression other = comparison();
      left = names -> truth(one.of(names)) && truth(other.of(names));
    }
    return left;
  }

  private Expression comparison() {
    Expression left = negation();
    String sign = peek();
    if (!COMPARISONS.contains(sign)) {
      return left;
    }
    next++;
    Expression right = negation();
    return names -> compare(sign, left.of(names), right.of(names));
  }

  private static boolean compare(String sign, Object left, Object right) {
    return switch (sign) {
      case "==" -> same(left, right);
      case "!=" -> !same(left, right);
      case "in" -> ((List<?>) right).stream().anyMatch(each -> same(left, each));
      case "<=" -> number(left) <= number(right);
      case ">=" -> number(left) >= number(right);
      case "<" -> number(left) < number(right);
      default -> number(left) > number(right);
    };
  }

  private static boolean same(Object left, Object right) {
    boolean numbers = left instanceof Number && right instanceof Number;
    return numbers ? number(left) == number(right) : Objects.equals(left, right);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static boolean truth(Object value) {
    return (Boolean) value;
  }

  private Expression negation() {
    if (take("!")) {
      Expression negated = negation();
      return names -> !truth(negated.of(names));
    }
    return member();
  }

  private Expression member() {
    Expression value = primary();
    while (take(".")) {
      Expression of = value;
      String name = tokens.get(next++);
      if (take("(")) {
        expect(")");
        value = names -> size(name, of.of(names));
      } else {
        value = names -> field(of.of(names), name);
      }
    }
    return value;
  }

  private static Object field(Object of, String name) {
    Object value = of instanceof Map<?, ?> fields ? fields.get(name) : null;
    if (value == null) {
      throw new NoSuchField(name);
    }
    return value;
  }

  private static Object size(String function, Object of) {
    if (!function.equals("size")) {
      throw new IllegalArgumentException("there is no function " + function);
    }
    return of instanceof String text
        ? (long) text.codePointCount(0, text.length())
        : (long) ((List<?>) of).size();
  }

  private Expression primary() {
    String token = tokens.get(next++);
    if (token.startsWith("'")) {
      String text = token.substring(1, token.length() - 1);
      return _ -> text;
    }
    if (Character.isDigit(token.charAt(0))) {
      Long number = Long.valueOf(token);
      return _ -> number;
    }
    return switch (token) {
      case "(" -> {
        Expression inner = choice();
        expect(")");
        yield inner;
      }
      case "[" -> list();
      case "true" -> _ -> true;
      case "false" -> _ -> false;
      case "has" -> has();
      default -> names -> field(names, token);
    };
  }

  private Expression list() {
    List<Expression> elements = new ArrayList<>();
    while (!take("]")) {
      elements.add(choice());
      take(",");
    }
    return names -> elements.stream().map(each -> each.of(names)).toList();
  }

  /// Only the last field may be absent.
  private Expression has() {
    expect("(");
    int start = next;
    while (!peek().equals(")")) {
      next++;
    }
    String last = tokens.get(next - 1);
    List<String> path = tokens.subList(start, next - 2);
    next++;
    return names -> {
      Object holder = names;
      for (String each : path) {
        holder = each.equals(".") ? holder : field(holder, each);
      }
      return holder instanceof Map<?, ?> fields && fields.get(last) != null;
    };
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private boolean take(String token) {
    boolean found = peek().equals(token);
    next += found ? 1 : 0;
    return found;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw new IllegalArgumentException("'" + token + "' is missing before '" + peek() + "'");
    }
  }
}
