/**
 * What crosses from care to the police, and back, besides the slip (requirements.md 8.2): named facts about one victim that two people of care agreed to, and
 * offences that care reports. The police never learn which file a victim's is, care never learns which victim a file's child is.
 */
@ApplicationModule(
        id = "disclosure",
        allowedDependencies = {"access", "database", "decisions", "forms", "journal", "pages", "vault", "web"})
@NullMarked
package org.akoma.airlock.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
