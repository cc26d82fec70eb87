package org.leukokit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A room imports only rooms on lower floors; rooms on one floor don't know each other. */
class FloorsTest {
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("base", 0),
          Map.entry("metric", 1),
          Map.entry("image", 1),
          Map.entry("record", 1),
          Map.entry("stats", 2),
          Map.entry("data", 2),
          Map.entry("net", 2),
          Map.entry("split", 3),
          Map.entry("feature", 3),
          Map.entry("train", 3),
          Map.entry("classifier", 4),
          Map.entry("ensemble", 4),
          Map.entry("explain", 4),
          Map.entry("study", 5),
          Map.entry("audit", 5),
          Map.entry("exhibit", 6),
          Map.entry("paper", 7),
          Map.entry("experiment", 7),
          Map.entry("report", 8),
          Map.entry("cli", 10),
          Map.entry("notebook", 9),
          Map.entry("bench", 9));

  /** Where lower rooms stay ignorant of a library, by the prefix of its packages. */
  private static final Map<String, List<String>> FORBIDDEN_LIBRARIES =
      Map.of(
          "base", List.of("ai.djl", "org.tribuo", "tech.tablesaw", "org.knowm"),
          "metric", List.of("ai.djl", "org.tribuo", "tech.tablesaw", "org.knowm", "java.nio.file"),
          "image", List.of("ai.djl", "org.tribuo", "tech.tablesaw", "org.knowm"),
          "record", List.of("ai.djl", "org.tribuo", "tech.tablesaw", "org.knowm"),
          "stats", List.of("ai.djl", "org.tribuo", "tech.tablesaw", "org.knowm", "java.awt"),
          "data", List.of("ai.djl", "org.tribuo", "tech.tablesaw", "org.knowm"),
          "net", List.of("org.tribuo", "tech.tablesaw", "org.knowm"),
          "classifier", List.of("ai.djl", "tech.tablesaw", "org.knowm", "java.awt"),
          "exhibit", List.of("tech.tablesaw", "org.knowm", "ai.djl"),
          "paper", List.of("tech.tablesaw", "org.knowm"));

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.leukokit");

  @Test
  void everyPackageIsARoomOfThePlan() {
    TreeSet<String> unknown = new TreeSet<>();
    for (JavaClass c : classes) {
      if (!FLOORS.containsKey(room(c))) {
        unknown.add(c.getName());
      }
    }
    assertEquals(new TreeSet<String>(), unknown, "classes outside the rooms of the plan");
  }

  @Test
  void importsGoDownwards() {
    TreeSet<String> upward = new TreeSet<>();
    for (JavaClass c : classes) {
      for (Dependency d : c.getDirectDependenciesFromSelf()) {
        JavaClass target = d.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().startsWith("org.leukokit")) {
          continue;
        }
        String from = room(c);
        String to = room(target);
        if (!from.equals(to) && FLOORS.getOrDefault(to, 99) >= FLOORS.getOrDefault(from, -1)) {
          upward.add(c.getName() + " uses " + target.getName());
        }
      }
    }
    assertEquals(new TreeSet<String>(), upward, "a room uses a room on its own or a higher floor");
  }

  @Test
  void roomsDoNotKnowLibrariesThatAreNotTheirs() {
    TreeSet<String> wrong = new TreeSet<>();
    for (JavaClass c : classes) {
      List<String> forbidden = FORBIDDEN_LIBRARIES.getOrDefault(room(c), List.of());
      for (Dependency d : c.getDirectDependenciesFromSelf()) {
        String target = d.getTargetClass().getBaseComponentType().getPackageName();
        for (String prefix : forbidden) {
          if (target.equals(prefix) || target.startsWith(prefix + ".")) {
            wrong.add(c.getName() + " uses " + d.getTargetClass().getName());
          }
        }
      }
    }
    assertEquals(new TreeSet<String>(), wrong, "a room uses a library that it must not know");
  }

  private static String room(JavaClass c) {
    String[] parts = c.getPackageName().split("\\.");
    return parts.length < 3 ? "" : parts[2];
  }
}
