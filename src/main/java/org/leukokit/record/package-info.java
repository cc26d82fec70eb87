/**
 * Floor 1: the run folder, from which everything that a reader sees is derived.
 *
 * <p>A run is one method under one protocol on one data set with one seed. Its folder holds {@code
 * run.json} (provenance), {@code folds.csv}, {@code predictions.csv}, {@code
 * ro-crate-metadata.json} and {@code SHA256SUMS}, and may hold {@code validation.csv}; the schemas
 * are described in {@code data-manifests/SCHEMAS.md}. Nothing here knows how a run was made or how
 * it is shown.
 */
package org.leukokit.record;
