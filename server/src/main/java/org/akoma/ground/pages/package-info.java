/** What every page shares: the frame, navigation, texts, assets, and lists that leave as files. */
@ApplicationModule(
        id = "pages",
        allowedDependencies = {
            "access",
            "database",
            "decisions",
            "emergencies",
            "forms",
            "people",
            "reference",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.ground.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
