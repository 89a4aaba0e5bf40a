/** What every request passes and every form needs: filters, the parser of forms and JSON, problems, versions. */
@ApplicationModule(
        id = "web",
        allowedDependencies = {"database"})
@NullMarked
package org.akoma.ground.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
