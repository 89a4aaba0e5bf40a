/** Dashboards of the programme: charts of what the indicators and the chapters of training and evaluation count. Counts alone, no child, no code of one. */
@ApplicationModule(
        id = "dashboards",
        allowedDependencies = {"access", "charts", "findings", "indicators", "pages", "reference", "training", "web"})
@NullMarked
package org.akoma.programme.dashboards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
