/**
 * What is due, late or waiting for a person: reads the due views that the rooms publish, and keeps nothing of its own but a snooze with its reason.
 */
@ApplicationModule(
        id = "tasks",
        allowedDependencies = {
            "access",
            "cases",
            "database",
            "forms",
            "journal",
            "pages",
            "reference",
            "signin",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.protection.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
