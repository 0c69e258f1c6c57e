package io.tributary.identity.adapter.http;

import io.tributary.identity.simulation.RulesEffect;
import io.tributary.identity.simulation.RulesEffect.Looked;
import io.tributary.identity.simulation.RulesEffect.Made;
import io.tributary.identity.simulation.RulesEffect.Regrouped;

/**
 * The effect of other rules on the wire: profiles by id, identifiers only counted by namespace.
 *
 * @param graphNumber the graph number of the people who were looked at
 */
record SimulationAnswer(
        long graphNumber,
        Looked looked,
        Made now,
        Made then,
        Regrouped splits,
        Regrouped joins,
        int forgottenIdentifiers,
        int foundIdentifiers) {

    static SimulationAnswer from(RulesEffect effect) {
        return new SimulationAnswer(
                effect.number(),
                effect.looked(),
                effect.now(),
                effect.then(),
                effect.splits(),
                effect.joins(),
                effect.forgotten(),
                effect.found());
    }
}
