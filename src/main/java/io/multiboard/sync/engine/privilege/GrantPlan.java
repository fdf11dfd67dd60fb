package io.multiboard.sync.engine.privilege;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The statements that turn the privileges on one thing into others. Pure.
///
/// @param object what GRANT and REVOKE call it, such as `TABLE shop.part`
/// @param column the quoted column that the privileges are on; empty text for the whole object
/// @param owner the thing's owner, who acts where no other grantor is named
public record GrantPlan(String object, String column, String owner) {
  private record Group(String grantor, String grantee, boolean grantable) {}

  /// Statements in the order in which they must run; none when nothing differs.
  public List<RoleStatement> change(Set<AclItem> current, Set<AclItem> wanted) {
    if (current.equals(wanted)) {
      return List.of();
    }
    List<RoleStatement> statements = new ArrayList<>();
    Set<AclItem> missing = new LinkedHashSet<>(wanted);
    if (wanted.containsAll(current)) {
      missing.removeAll(current);
    } else {
      statements.addAll(revokes(current));
    }
    Set<AclItem> kept = new LinkedHashSet<>(wanted);
    kept.removeAll(missing);
    statements.addAll(grants(missing, kept));
    return statements;
  }

  private List<RoleStatement> revokes(Set<AclItem> current) {
    Set<String> grantees =
        current.stream().map(AclItem::grantee).collect(Collectors.toCollection(LinkedHashSet::new));
    String all = column.isEmpty() ? "ALL" : "ALL (" + column + ")";
    return grantees.stream()
        .map(grantee ->
            "REVOKE %s ON %s FROM %s CASCADE".formatted(all, object, AclItem.sql(grantee)))
        .map(sql -> new RoleStatement(owner, sql))
        .toList();
  }

  /// The owner's grants first, then those of roles that have got the right to pass on; one whose
  /// grantor never gets it (which a server does not allow) is the owner's.
  private List<RoleStatement> grants(Set<AclItem> missing, Set<AclItem> kept) {
    Map<Group, List<String>> left = groups(missing);
    List<RoleStatement> statements = new ArrayList<>();
    Set<String> ready = new HashSet<>(Set.of(owner));
    kept.stream().filter(AclItem::grantable).map(AclItem::grantee).forEach(ready::add);
    while (!left.isEmpty()) {
      List<Group> next = left.keySet().stream().filter(g -> ready.contains(g.grantor())).toList();
      Collection<Group> now = next.isEmpty() ? List.copyOf(left.keySet()) : next;
      for (Group group : now) {
        String actor = next.isEmpty() ? owner : group.grantor();
        statements.add(new RoleStatement(actor, grant(group, left.getOrDefault(group, List.of()))));
        left.remove(group);
      }
      now.stream().filter(Group::grantable).map(Group::grantee).forEach(ready::add);
    }
    return statements;
  }

  private static Map<Group, List<String>> groups(Set<AclItem> items) {
    Map<Group, List<String>> groups = new LinkedHashMap<>();
    for (AclItem item : items) {
      groups
          .computeIfAbsent(
              new Group(item.grantor(), item.grantee(), item.grantable()), key -> new ArrayList<>())
          .add(item.privilege());
    }
    return groups;
  }

  private String grant(Group group, List<String> privileges) {
    String list =
        privileges.stream()
            .map(privilege -> column.isEmpty() ? privilege : privilege + " (" + column + ")")
            .collect(Collectors.joining(", "));
    String option = group.grantable() ? " WITH GRANT OPTION" : "";
    return "GRANT %s ON %s TO %s%s".formatted(list, object, AclItem.sql(group.grantee()), option);
  }
}
