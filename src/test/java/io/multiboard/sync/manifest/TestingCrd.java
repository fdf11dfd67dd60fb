package io.multiboard.sync.manifest;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The definition of one of our resources, generated from its class.
record TestingCrd(CustomResourceDefinition definition) {

  @SuppressWarnings({"unchecked", "rawtypes"})
  static List<TestingCrd> generate(List<Class<? extends HasMetadata>> types) {
    try {
      Path folder = Files.createTempDirectory("crds");
      new CRDGenerator()
          .customResourceClasses(types.toArray(Class[]::new))
          .forCRDVersions("v1")
          .inOutputDir(folder.toFile())
          .generate();
      List<TestingCrd> found = new ArrayList<>();
      for (var file : Objects.requireNonNull(folder.toFile().listFiles())) {
        found.add(read(Files.readString(file.toPath()), types));
        Files.delete(file.toPath());
      }
      Files.delete(folder);
      return found;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static TestingCrd read(String yaml, List<Class<? extends HasMetadata>> types) {
    CustomResourceDefinition read =
        new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
    Class<? extends HasMetadata> type =
        types.stream()
            .filter(each -> HasMetadata.getKind(each).equals(read.getSpec().getNames().getKind()))
            .findFirst()
            .orElseThrow();
    for (CustomResourceDefinitionVersion version : read.getSpec().getVersions()) {
      JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
      schema.setDescription(type.getAnnotation(JsonClassDescription.class).value());
      complete(schema);
      unseen(schema);
      version.getAdditionalPrinterColumns().sort(asWritten(type));
    }
    return new TestingCrd(read);
  }

  /// The generator sorts columns by their paths; people read them in the order of the annotations.
  private static Comparator<CustomResourceColumnDefinition> asWritten(
      Class<? extends HasMetadata> type) {
    List<String> names =
        Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    return Comparator.comparingInt(column -> names.indexOf(column.getName()));
  }

  /// A resource that the operator has not seen says so, and no tool takes it for a healthy one.
  private static void unseen(JSONSchemaProps schema) {
    Objects.requireNonNull(schema.getProperties().get("status"))
        .setDefault(new ObjectMapper().createObjectNode().put("observedGeneration", -1));
  }

  /// What the generator has no annotation for: conditions are a map by their type, so that several
  /// writers can have their own.
  private static void complete(JSONSchemaProps schema) {
    schema
        .getProperties()
        .forEach((name, field) -> {
          if (name.equals("conditions")) {
            field.setXKubernetesListType("map");
            field.setXKubernetesListMapKeys(List.of("type"));
          }
          complete(field);
        });
  }

  String fileName() {
    return definition.getMetadata().getName() + ".yaml";
  }

  String yaml() {
    return "# Generated from the records of io.multiboard.sync.manifest: see CrdsTest.\n"
        + new KubernetesSerialization().asYaml(definition);
  }

  /// From the path of each field to what `kubectl explain` says of it.
  Map<String, String> descriptions() {
    Map<String, String> found = new TreeMap<>();
    definition
        .getSpec()
        .getVersions()
        .forEach(version -> collect("", version.getSchema().getOpenAPIV3Schema(), found));
    return found;
  }

  private static void collect(String path, JSONSchemaProps schema, Map<String, String> found) {
    schema
        .getProperties()
        .forEach((name, field) -> {
          found.put(path + "." + name, Objects.requireNonNullElse(field.getDescription(), ""));
          collect(path + "." + name, field, found);
          if (field.getItems() != null && field.getItems().getSchema() != null) {
            collect(path + "." + name, field.getItems().getSchema(), found);
          }
        });
  }

  @Override
  public String toString() {
    return definition.getMetadata().getName();
  }
}
