package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One case of the data.
 *
 * @param folder {@code v1}, {@code mutants}, {@code generated}, {@code plans} or {@code fmt}
 * @param group the file it stands in, without its ending
 * @param number its place in that file, from 0
 * @param json the case itself
 */
record Case(String folder, String group, int number, JsonNode json) {
  /** A name that is unique in the folder. */
  String name() {
    StringBuilder name = new StringBuilder(folder).append('/').append(group).append('/');
    name.append(json.path("file").asText()).append('#');
    name.append(json.has("case") ? json.path("case").asText() : number);
    if (json.has("mutant")) {
      name.append(".m").append(json.path("mutant").asText());
    }
    if (json.has("note")) {
      name.append(' ').append(json.path("note").asText());
    }
    return name.toString();
  }
}
