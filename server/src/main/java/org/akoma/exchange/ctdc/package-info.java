/** Confirmed victims in the columns of the Counter-Trafficking Data Collaborative (CTDC): single records, none of which is of one child. */
@ApplicationModule(
        id = "ctdc",
        allowedDependencies = {"access", "emergencies", "exports", "journal", "pages", "reference", "web"})
@NullMarked
package org.akoma.exchange.ctdc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
