package org.leukokit.exhibit;

import java.util.List;

/**
 * A report: what it says, in order.
 *
 * @param key the paper's key, the name of the report's folder
 * @param title the heading
 * @param reference the paper, as it is cited
 * @param synthetic whether the cells were drawn by the kit: marked on the page, and in every table
 *     and figure
 * @param dataLine one line on the data, such as {@code 99 of 15,114 cells of C-NMC 2019}
 * @param sections the sections in order
 */
public record Report(
    String key,
    String title,
    String reference,
    boolean synthetic,
    String dataLine,
    List<Section> sections) {

  /**
   * A section.
   *
   * @param heading its heading
   * @param blocks what stands in it
   */
  public record Section(String heading, List<Block> blocks) {
    /** A section of the blocks given. */
    public static Section of(String heading, Block... blocks) {
      return new Section(heading, List.of(blocks));
    }
  }

  /** A piece of a section. */
  public sealed interface Block {}

  /**
   * A paragraph.
   *
   * @param text plain words
   */
  public record Paragraph(String text) implements Block {}

  /**
   * A table or figure.
   *
   * @param exhibit what is shown
   */
  public record Shown(Exhibit exhibit) implements Block {}

  /**
   * A file of the report that a reader may take along; it lies beside the page under {@code
   * files/}.
   *
   * @param name its name, without a folder
   * @param text what it is
   * @param content its bytes
   */
  public record Download(String name, String text, byte[] content) implements Block {}

  /**
   * Another page.
   *
   * @param text what stands there
   * @param href where it is, relative to this page
   */
  public record Link(String text, String href) implements Block {}

  /**
   * Names with texts, such as settings.
   *
   * @param items the items in order
   */
  public record Definitions(List<Item> items) implements Block {}

  /**
   * A name with its text.
   *
   * @param name the name
   * @param text the text
   */
  public record Item(String name, String text) {}

  /** Every file to take along, in the order of the page. */
  public List<Download> downloads() {
    return sections.stream()
        .flatMap(s -> s.blocks().stream())
        .filter(Download.class::isInstance)
        .map(Download.class::cast)
        .toList();
  }

  /** Every table and figure, in the order of the page. */
  public List<Exhibit> exhibits() {
    return sections.stream()
        .flatMap(s -> s.blocks().stream())
        .filter(Shown.class::isInstance)
        .map(b -> ((Shown) b).exhibit())
        .toList();
  }
}
