package io.multiboard.sync.engine.catalog;

/// An object of a database: one record per kind, each with a `.sql` resource that lists it and a
/// writer in the table of contents' room.
public sealed interface CatalogObject
    permits Aggregate,
        CollationObject,
        CompositeType,
        DefaultPrivileges,
        Domain,
        DomainConstraint,
        EnumType,
        ExtendedStatistics,
        Extension,
        LargeObject,
        PresetObject,
        RangeType,
        Relation,
        Routine,
        Schema,
        TablePart {
  ObjectFacts facts();

  default ObjectAddress address() {
    return facts().address();
  }

  default String name() {
    return facts().name();
  }
}
