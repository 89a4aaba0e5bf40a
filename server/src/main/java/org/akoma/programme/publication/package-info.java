/** What leaves the house for everybody: tables without small counts, stories, the public page. Each by two people, and never changed afterwards. */
@ApplicationModule(
        id = "publication",
        allowedDependencies = {
            "access",
            "decisions",
            "forms",
            "indicators",
            "pages",
            "paper",
            "reference",
            "search",
            "vault",
            "web"
        })
@NullMarked
package org.akoma.programme.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
