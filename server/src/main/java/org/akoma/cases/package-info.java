/** The child's file: opened when a hand-over slip is accepted, closed when care ends. Knows nothing of the police side. */
@ApplicationModule(allowedDependencies = {"access", "database", "journal", "vault", "reference", "slips", "pages"})
@NullMarked
package org.akoma.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
