/** Aggregate figures with the hashtags of the Humanitarian Exchange Language (HXL 1.1): indicators, and what children were helped with, of the agreed releases. */
@ApplicationModule(
        id = "hxl",
        allowedDependencies = {"access", "exports", "indicators", "journal", "pages", "publication", "reference", "web"
        })
@NullMarked
package org.akoma.exchange.hxl;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
