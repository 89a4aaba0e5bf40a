/** Papers: a page of the application as a tagged PDF, with the fonts of the house inside. */
@ApplicationModule(
        id = "paper",
        allowedDependencies = {})
@NullMarked
package org.akoma.ground.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
