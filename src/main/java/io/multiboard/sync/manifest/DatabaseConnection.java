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

/// A database and what may be done with it.
@JsonClassDescription("A PostgreSQL database, and what may be done with it.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@ShortNames("dbconn")
@AdditionalPrinterColumn(name = "Environment", jsonPath = ".spec.environment")
@AdditionalPrinterColumn(name = "Host", jsonPath = ".spec.host")
@AdditionalPrinterColumn(name = "Database", jsonPath = ".spec.database")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Server", jsonPath = ".status.serverVersion", priority = 1)
@AdditionalPrinterColumn(
    name = "Checked",
    jsonPath = ".status.lastChecked",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public final class DatabaseConnection extends CustomResource<ConnectionSpec, ConnectionStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Required
  @JsonPropertyDescription("Where the database is, how to log in, and what may be done with it.")
  @Override
  public ConnectionSpec getSpec() {
    return super.getSpec();
  }

  @JsonPropertyDescription("What the latest check found.")
  @Override
  public ConnectionStatus getStatus() {
    return super.getStatus();
  }
}
