/** From findings to actions: what a mission found, what it recommends, what the management answers, and what is done about it. */
@ApplicationModule(
        id = "findings",
        allowedDependencies = {"access", "decisions", "evaluation", "forms", "pages", "search", "web"})
@NullMarked
package org.akoma.programme.findings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
