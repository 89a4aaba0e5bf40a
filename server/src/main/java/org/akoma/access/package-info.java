/** Who may see and do what: structures, people, roles, grants on files, and the way in (sign-in, sessions, tokens). */
@ApplicationModule(allowedDependencies = {"database", "vault"})
@NullMarked
package org.akoma.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
