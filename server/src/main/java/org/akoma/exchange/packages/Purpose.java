package org.akoma.exchange.packages;

/** For what an authority gets a child's record: it may use it for nothing else ({@code requirements.md 8.7}). */
public enum Purpose {
    CONTINUED_CARE,
    LEGAL_PROTECTION,
    RETURN_AND_REINTEGRATION
}
