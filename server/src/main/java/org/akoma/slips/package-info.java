/**
 * The airlock: the hand-over slip, the only record that police and care both see (requirements.md 2.3, 8.2). Each side uses this
 * room and neither knows the other: the police never learn which file a slip became, care never learns more of the operation.
 */
@ApplicationModule(allowedDependencies = {"access", "journal", "vault", "database", "reference", "pages"})
@NullMarked
package org.akoma.slips;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
