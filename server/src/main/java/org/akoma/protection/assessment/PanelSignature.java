package org.akoma.protection.assessment;

import java.time.Instant;
import java.util.UUID;

/**
 * That a member of a panel signed a weighing of best interests by their own account.
 *
 * @param weighing what was signed
 */
record PanelSignature(UUID weighing, UUID person, Instant at) {}
