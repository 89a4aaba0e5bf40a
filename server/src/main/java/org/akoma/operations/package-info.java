/**
 * The police side: rescue operations, sites, persons screened, suspects, evidence and published figures (requirements.md 1, 8.2).
 * Only the enforcement login reaches it; others get counts.
 */
@ApplicationModule(allowedDependencies = {"access", "journal", "vault", "database", "reference", "slips", "pages"})
@NullMarked
package org.akoma.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
