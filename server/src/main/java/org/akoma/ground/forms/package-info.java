/** An act's fields declared once, on its command: read and checked for page and JSON, drawn as a form, described for programs. */
@ApplicationModule(
        id = "forms",
        allowedDependencies = {"access", "reference", "web"})
@NullMarked
package org.akoma.ground.forms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
