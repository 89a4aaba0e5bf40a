package org.akoma.protection.cases;

/**
 * The clear columns of a file changed: status, risk, worker, structure, care, next visit and the like. Published inside the transaction
 * that changes them, as the actor who does it, so that other rooms keep their own rows right together with it ({@code @EventListener})
 * or not at all. The opening of a file is no change: see {@link CaseFiles.Opened}.
 */
public record CaseChanged(CaseFile before, CaseFile after) {}
