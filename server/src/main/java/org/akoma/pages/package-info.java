/** The shell that every office page shares: layout, navigation, languages, words, errors, and the pages that help. */
@ApplicationModule(allowedDependencies = {"access", "database", "reference"})
@NullMarked
package org.akoma.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
