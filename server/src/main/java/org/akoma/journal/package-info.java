/** What happened, so that no one can rewrite it: a hash chain per file, and signed roots over all chains. */
@ApplicationModule(allowedDependencies = {"access", "database", "vault"})
@NullMarked
package org.akoma.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
