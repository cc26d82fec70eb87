package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class KitVersionTest {
  private static final String ID = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void aCommitIsNamedWithItsChanges() {
    assertEquals(ID, KitVersion.commit(git(ID, "false")));
    assertEquals(ID + "+changes", KitVersion.commit(git(ID, "true")));
  }

  // Without .git the plugin writes nothing but a comment; other copies have half a property.
  @Test
  void withoutACommitItIsSaidInWords() {
    assertEquals(KitVersion.UNKNOWN, KitVersion.commit(new Properties()));
    assertEquals(KitVersion.UNKNOWN, KitVersion.commit(git("", "true")));
    assertEquals(KitVersion.UNKNOWN, KitVersion.commit(git("${git.commit.id.full}", "false")));
    assertTrue(KitVersion.UNKNOWN.startsWith("unknown: built from a copy"), KitVersion.UNKNOWN);
  }

  private static Properties git(String id, String dirty) {
    Properties git = new Properties();
    git.setProperty("git.commit.id.full", id);
    git.setProperty("git.dirty", dirty);
    return git;
  }
}
