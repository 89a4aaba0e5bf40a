/** What is due, late or waiting for me: reads the due views that the rooms publish, and keeps no truth of its own but a snooze with its reason. */
@ApplicationModule(allowedDependencies = {"access", "cases", "database", "journal", "pages", "reference", "vault"})
@NullMarked
package org.akoma.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
