/**
 * The hand-over slip, the only record that police and care both see (requirements.md 2.3, 8.2). Each side uses this
 * room and neither knows the other: the police never learn which file a slip became, care never learns more of the operation.
 */
@ApplicationModule(
        id = "slips",
        allowedDependencies = {
            "access",
            "database",
            "decisions",
            "forms",
            "journal",
            "pages",
            "reference",
            "search",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.airlock.slips;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
