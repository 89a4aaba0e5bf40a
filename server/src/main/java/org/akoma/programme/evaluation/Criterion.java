package org.akoma.programme.evaluation;

/** The criteria of every set; which of them a mission uses follows from its first day ({@code requirements.md 6}). */
public enum Criterion {
    RELEVANCE,
    COHERENCE,
    EFFECTIVENESS,
    EFFICIENCY,
    IMPACT,
    SUSTAINABILITY
}
