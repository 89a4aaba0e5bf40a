package org.akoma.protection.cases;

/**
 * The child lives in another home from now on, of another kind or of the same. Published inside the transaction that places it, as the actor
 * who does it, after {@link CaseChanged}.
 */
public record HomeBegan(CaseFile file) {}
