/** What structures ask and tell each other about a child: referrals, messages, case conferences, and the directory of structures. */
@ApplicationModule(allowedDependencies = {"access", "cases", "database", "forms", "journal", "pages", "reference", "vault"})
@NullMarked
package org.akoma.referrals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
