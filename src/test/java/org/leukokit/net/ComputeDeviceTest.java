package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;

class ComputeDeviceTest {
  @Test
  void textsAreDevices() {
    assertEquals(ComputeDevice.AUTO, ComputeDevice.parse("auto"));
    assertEquals(ComputeDevice.CPU, ComputeDevice.parse("cpu"));
    assertEquals(ComputeDevice.GPU, ComputeDevice.parse("gpu"));
    assertEquals(ComputeDevice.GPU, ComputeDevice.parse("gpu:0"));
    assertEquals("gpu:3", ComputeDevice.parse("gpu:3").text());
    for (String wrong : new String[] {"", "GPU", "gpu:", "gpu:-1", "gpu:1.0", "cpu:0", "cuda:0"}) {
      String message = assertThrows(UserError.class, () -> ComputeDevice.parse(wrong)).getMessage();
      assertTrue(message.contains("known are auto, cpu, gpu and gpu:N"), message);
    }
  }

  @Test
  void aGpuIsTakenWhereItIsThere() {
    assertEquals(-1, ComputeDevice.CPU.among(4));
    assertEquals(-1, ComputeDevice.AUTO.among(0));
    assertEquals(0, ComputeDevice.AUTO.among(4));
    assertEquals(0, ComputeDevice.GPU.among(1));
    assertEquals(1, ComputeDevice.parse("gpu:1").among(2));
  }

  @Test
  void aGpuThatIsNotThereIsAnError() {
    refused("finds no GPU", ComputeDevice.GPU, 0);
    refused("finds no GPU", ComputeDevice.parse("gpu:1"), 0);
    refused("finds one GPU, gpu:0", ComputeDevice.parse("gpu:1"), 1);
    refused("finds 2 GPUs, gpu:0 to gpu:1", ComputeDevice.parse("gpu:2"), 2);
  }

  private static void refused(String says, ComputeDevice device, int gpus) {
    String message = assertThrows(UserError.class, () -> device.among(gpus)).getMessage();
    assertTrue(message.contains(says), message);
  }
}
