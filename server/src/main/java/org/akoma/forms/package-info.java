/**
 * Input of an act, declared once as a record with {@link InputForm}. From the declaration come: reading and checking for pages and JSON
 * ({@link Submission}, with the version), the form on a page ({@link FormView}), the description of the API, and the form as data for a client that works
 * offline.
 */
@ApplicationModule(allowedDependencies = {"pages", "reference"})
@NullMarked
package org.akoma.forms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
