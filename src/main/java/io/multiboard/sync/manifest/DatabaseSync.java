package io.multiboard.sync.manifest;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// What is to be kept in step.
@JsonClassDescription("A copy of a database that is to be kept fresh.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@ShortNames("dbsync")
@ValidationRule(
    value = "self.metadata.name.size() <= 52",
    message =
        "the name has more than 52 characters, and its runs' names would not fit: choose a shorter one")
@AdditionalPrinterColumn(name = "Source", jsonPath = ".spec.source.connectionName")
@AdditionalPrinterColumn(name = "Target", jsonPath = ".spec.target.connectionName")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Running", jsonPath = ".status.activeRun.stage")
@AdditionalPrinterColumn(
    name = "Percent",
    jsonPath = ".status.activeRun.progress.percent",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Last success",
    jsonPath = ".status.lastSuccessTime",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Next run", jsonPath = ".status.nextRunTime")
@AdditionalPrinterColumn(name = "Schedule", jsonPath = ".spec.schedule", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class DatabaseSync extends CustomResource<SyncSpec, SyncStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Required
  @JsonPropertyDescription("What is to be copied where, when and how.")
  @Override
  public SyncSpec getSpec() {
    return super.getSpec();
  }

  @JsonPropertyDescription("How fresh the copy is, and what is going on.")
  @Override
  public SyncStatus getStatus() {
    return super.getStatus();
  }
}
