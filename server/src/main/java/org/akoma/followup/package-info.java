/** Visits and their calendar, the Child Status Index, the risk of being trafficked again, alerts: so that no child is forgotten. */
@ApplicationModule(
        allowedDependencies = {"access", "assistance", "cases", "database", "forms", "journal", "pages", "reference", "vault"})
@NullMarked
package org.akoma.followup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
