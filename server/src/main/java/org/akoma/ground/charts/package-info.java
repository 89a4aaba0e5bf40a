/**
 * Charts as the server draws them: bars, stacked bars, a heat map. Each is SVG for a page or a file and PNG for a document, has a sentence
 * and a table that say the same, and is readable in black and white. All words come from the caller, already in the reader's language.
 */
@ApplicationModule(
        id = "charts",
        allowedDependencies = {})
@NullMarked
package org.akoma.ground.charts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
