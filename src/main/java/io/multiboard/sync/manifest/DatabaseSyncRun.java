package io.multiboard.sync.manifest;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// One execution.
@JsonClassDescription("One execution of a DatabaseSync, or one check of a DatabaseConnection.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@ShortNames("syncrun")
@AdditionalPrinterColumn(name = "Sync", jsonPath = ".spec.syncName")
@AdditionalPrinterColumn(name = "Operation", jsonPath = ".spec.operation")
@AdditionalPrinterColumn(name = "Stage", jsonPath = ".status.stage")
@AdditionalPrinterColumn(
    name = "Percent",
    jsonPath = ".status.progress.percent",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Left",
    jsonPath = ".status.progress.remainingSeconds",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Succeeded",
    jsonPath = ".status.conditions[?(@.type==\"Succeeded\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Succeeded\")].reason")
@AdditionalPrinterColumn(
    name = "Rows",
    jsonPath = ".status.progress.rows",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Target", jsonPath = ".status.targetState", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class DatabaseSyncRun extends CustomResource<RunSpec, RunStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Required
  @JsonPropertyDescription("What the run is to do; nothing of it changes but cancel.")
  @Override
  public RunSpec getSpec() {
    return super.getSpec();
  }

  @JsonPropertyDescription("What became of the run so far.")
  @Override
  public RunStatus getStatus() {
    return super.getStatus();
  }
}
