package org.leukokit.audit;

/**
 * Something that a reader should know.
 *
 * @param where the paper and the place
 * @param what what cannot be right, in one or two sentences
 * @param why why it matters
 */
public record Notice(String where, String what, String why) {}
