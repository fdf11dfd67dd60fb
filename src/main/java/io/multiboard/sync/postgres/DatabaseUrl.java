package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.net.Inet6Address;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A database as people name it: `postgres://user:password@host:port/database?sslmode=verify-full`,
/// with the parts that were given. Strict, because what is not understood here would be guessed
/// elsewhere: one host, percent-encoding in UTF-8, and only the parameters of [Parameter]. No
/// failure shows a part of the text, which may hold a password.
record DatabaseUrl(
    Optional<String> user,
    Optional<Password> password,
    Optional<String> host,
    OptionalInt port,
    Optional<String> database,
    Map<Parameter, String> parameters) {

  /// What may follow the question mark, as libpq names it.
  enum Parameter {
    SSLMODE("sslmode"),
    SSLROOTCERT("sslrootcert"),
    SSLCERT("sslcert"),
    SSLKEY("sslkey"),
    CONNECT_TIMEOUT("connect_timeout");

    private final String text;

    Parameter(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static Optional<Parameter> of(String text) {
      return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }
  }

  private static final String FORM = "postgres://user:password@host:5432/database";
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?<scheme>postgres(?:ql)?)://(?<authority>[^/?]*)(?:/(?<path>[^?]*))?(?:\\?(?<query>.*))?");
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?:(?<user>[^:@]*)(?::(?<password>[^@]*))?@)?(?<host>\\[[^\\]]*]|[^:@]*)(?::(?<port>[^@]*))?");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9_.])?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,40}");
  private static final int LONGEST_NAME = 63;

  /// Reads a URL.
  static DatabaseUrl parse(String text) {
    refuseStrangeCharacters(text);
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      throw refused(
          "it does not begin with postgres:// or postgresql://", "Write it as " + FORM + ".");
    }
    String beyondHost = optional(whole, "path").orElse("") + optional(whole, "query").orElse("");
    Matcher authority = AUTHORITY.matcher(whole.group("authority"));
    if (beyondHost.contains("@") || !authority.matches()) {
      throw refused(
          "its user or password holds a character that ends that part",
          "Percent-encode it: @ is %40, : is %3A, / is %2F, ? is %3F, # is %23, % is %25.");
    }
    return new DatabaseUrl(
        given(authority, "user").map(part -> name(part, "user")),
        given(authority, "password").map(part -> new Password(decoded(part, "password"))),
        given(authority, "host").map(DatabaseUrl::host),
        port(optional(authority, "port")),
        given(whole, "path").map(part -> name(part, "database")),
        parameters(optional(whole, "query").orElse("")));
  }

  private static void refuseStrangeCharacters(String text) {
    if (text.chars().anyMatch(letter -> letter <= ' ' || letter == 0x7f || letter == '#')) {
      throw refused(
          "it holds a blank, a control character or a #",
          "Percent-encode it (a blank is %20, a # is %23), and put quotes around the URL in a shell.");
    }
  }

  private static String host(String text) {
    if (text.startsWith("[")) {
      return ipv6(text.substring(1, text.length() - 1));
    }
    if (!HOST.matcher(text).matches()) {
      throw refused(
          "its host is not one host name or address",
          "Name one host, without commas, slashes or percent signs; an IPv6 address goes in brackets: [::1].");
    }
    return text;
  }

  private static String ipv6(String text) {
    try {
      if (text.contains("%")) {
        throw new IllegalArgumentException("a zone");
      }
      Inet6Address.ofLiteral(text);
      return text;
    } catch (IllegalArgumentException notAnAddress) {
      throw refused(
          "what stands in brackets is not an IPv6 address",
          "Write it as [2001:db8::7], without a zone.",
          notAnAddress);
    }
  }

  private static OptionalInt port(Optional<String> text) {
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        PortNumber.parse(text.get())
            .orElseThrow(() ->
                refused(
                    "its port is not a number from 1 to 65535", "PostgreSQL's own port is 5432.")));
  }

  private static String name(String part, String what) {
    String decoded = decoded(part, what);
    int length = decoded.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (length > LONGEST_NAME) {
      throw refused(
          "its " + what + " has " + length + " bytes",
          "A PostgreSQL name has at most " + LONGEST_NAME + ".");
    }
    return decoded;
  }

  private static String decoded(String part, String what) {
    return PercentEncoding.decode(part)
        .orElseThrow(() ->
            refused(
                "the percent-encoding of its " + what + " is broken",
                "After a % come two hexadecimal digits, together UTF-8 without a zero byte; a % itself is %25."));
  }

  private static Map<Parameter, String> parameters(String query) {
    Map<Parameter, String> parameters = new LinkedHashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      Parameter parameter = Parameter.of(name).orElseThrow(() -> unknownParameter(name));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), parameter.text());
      if (value.isEmpty() || parameters.put(parameter, value) != null) {
        throw refused(
            "its parameter " + parameter.text() + " is empty or stands twice",
            "Give it once, with a value.");
      }
    }
    return Map.copyOf(parameters);
  }

  private static SyncException unknownParameter(String name) {
    String shown = WORD.matcher(name).matches() ? "the parameter \"" + name + "\"" : "a parameter";
    return refused(
        "it has " + shown + ", which is not among those allowed",
        "Allowed are sslmode, sslrootcert, sslcert, sslkey and connect_timeout.");
  }

  private static Optional<String> optional(Matcher matcher, String group) {
    return Optional.ofNullable(matcher.group(group));
  }

  private static Optional<String> given(Matcher matcher, String group) {
    return optional(matcher, group).filter(part -> !part.isEmpty());
  }

  private static SyncException refused(String why, String remedy) {
    return new SyncException(Reason.InvalidUsage, "the database URL is refused: " + why, remedy);
  }

  private static SyncException refused(String why, String remedy, Throwable cause) {
    return new SyncException(
        Reason.InvalidUsage, "the database URL is refused: " + why, remedy, cause);
  }
}
