/**
 * Floor 4: the classical classifiers of the first paper and their controls.
 *
 * <p>{@link org.leukokit.classifier.FoldProblem} is the way in for a study: the rows of one fold,
 * with standardisation and kernel matrix computed once and shared by all methods. The {@code
 * …Trainer} classes offer the same code as Tribuo trainers. All arithmetic is in double precision
 * with a fixed order of summation, so that results do not depend on the number of threads.
 */
package org.leukokit.classifier;
