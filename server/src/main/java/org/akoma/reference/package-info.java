/** What does not change from file to file: code lists, policy values, laws, places. Read from the jar, never written to the database. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.akoma.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
