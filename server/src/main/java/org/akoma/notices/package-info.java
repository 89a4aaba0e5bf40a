/** The doorbell: tells a person that something waits, on the page, by e-mail or by a gateway, and never what. */
@ApplicationModule(allowedDependencies = {"access", "database", "journal", "pages", "reference", "vault"})
@NullMarked
package org.akoma.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
