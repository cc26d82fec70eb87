package org.leukokit.train;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.leukokit.base.Hashing;
import org.leukokit.net.TorchRuntime;

/** What decides the weights of a training, so that no checkpoint of another is taken for it. */
final class Identity {
  private Identity() {}

  static String of(String study, TrainTask task, TorchRuntime runtime) {
    MessageDigest digest = Hashing.newSha256();
    add(digest, study);
    add(digest, task.net().id());
    task.net().tensorShapes().forEach((name, shape) -> add(digest, name + Arrays.toString(shape)));
    add(digest, task.spec().digest());
    add(digest, task.initial().digest());
    add(digest, Long.toString(task.seed()));
    add(digest, runtime.info().numericId());
    add(digest, task.train());
    task.validation().ifPresent(examples -> add(digest, examples));
    return Hashing.hex(digest.digest());
  }

  private static void add(MessageDigest digest, Examples examples) {
    add(digest, examples.shape().toString());
    for (int i = 0; i < examples.size(); i++) {
      add(digest, examples.address(i) + " " + examples.label(i));
    }
    add(digest, "end of " + examples.size());
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
