package org.leukokit.audit;

/** Something that a source states and that its own printed numbers can bear out or not. */
public sealed interface Claim
    permits SumClaim,
        SameClaim,
        ShareClaim,
        MarginClaim,
        BetterClaim,
        RankClaim,
        CountsClaim,
        TraceClaim {
  /** Where it stands, such as {@code Section 3}. */
  String where();

  /** What is stated, in the source's words where it is prose. */
  String statement();

  /** Checks it. */
  Outcome check();
}
