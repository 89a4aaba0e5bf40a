/** Reading and writing tables safely: CSV and XLSX, cells, limits, findings. */
@ApplicationModule(
        id = "spreadsheets",
        allowedDependencies = {"access", "forms", "reference"})
@NullMarked
package org.akoma.exchange.spreadsheets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
