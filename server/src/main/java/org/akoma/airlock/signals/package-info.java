/**
 * That a child needs help again is raised by people who had to do with it, also by the police and by those who read nothing of its file any more
 * (requirements.md 2.1, step 16): codes and a day, no words. Whether the code named a child that they knew is answered to nobody.
 */
@ApplicationModule(
        id = "signals",
        allowedDependencies = {"access", "database", "forms", "journal", "pages", "people", "reference", "vault", "web"
        })
@NullMarked
package org.akoma.airlock.signals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
