/**
 * Floor 7: fine-tuning of one network on any cells: cross-validation by groups of subjects, beside
 * it the same trainings on shuffled labels, the majority class and the cell's size. The recipe and
 * its defaults are {@link org.leukokit.paper.finetune.Recipe}, what is run {@link
 * org.leukokit.paper.finetune.FinetuneStudy}.
 */
package org.leukokit.paper.finetune;
