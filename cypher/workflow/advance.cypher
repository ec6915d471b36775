// Moves one review along one row of the table and appends its event, unless anything moved since it was read.
// (`place`: the level at which it becomes a living review, or is to be one; another of this person and role in the cycle
// stands in its way. `opens`: its cycle is open afterwards. Either takes the cycle's lock, as assigning reviews does.
// `sessions`: the open one that covers it, whose pages change with it where it stands; its lock comes first, as wherever
// both are taken.
// What the committee changed of the `overruled` ratings, and decided where it decides again, becomes history, all of it
// with a new revision: as it stands here, under the lock, since what was read before may be half of another's change.)
// access: write
// params: review, actor, today, who, edge, from, to, seq, head, draft_of, draft, revision, changes, event, words, copies, moves, pin, signature, adjustment, decision, overruled, new_revision, place, opens
// returns: one (state, seq, revision)
// writes: Event id, stream, seq, action, actor, on_behalf_of, relied_on, at, body, previous, hash;
//   Words id, kind, text, salt, digest;
//   SignOff id, content_hash, place, shown, code, name, capacity, recommendation, sentences, sentences_digest, name_digest;
//   Adjustment value, reason_code, text_digest, standing;
//   Decision value, later_on, revision, text, salt, text_digest, at, standing;
//   Review sent_at, shared_at, proceeded, revealed, challenged, closed_at, closing, state_before_cancel, self_due, manager_due, ratings_changed
MATCH (review:Review {id: $review})-[:ABOUT]->(person:Person)
CALL (review) {
  MATCH (open:Session)-[:COVERS]->(review)
  WHERE open.state IN ['set_up', 'pre_vote', 'in_session']
  SET open.lock = $event.id
  REMOVE open.lock
  RETURN collect(open) AS sessions
}
SET review.lock = $event.id
REMOVE review.lock
WITH review, person, sessions
CALL (review) {
  WITH review
  WHERE $opens OR size($place) > 0
  MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
  SET cycle.lock = true
  REMOVE cycle.lock
  RETURN count(*) AS locked
}
OPTIONAL MATCH (assessment:Assessment {id: $draft_of})
WITH review, person, sessions, assessment
WHERE review.state = $from AND review.seq = $seq AND review.head = $head
  AND ($draft IS NULL OR assessment.draft = $draft)
  AND none(level_id IN $place WHERE EXISTS {
    MATCH (:Level {id: level_id})<-[:HAS_LEVEL]-(role:Role)
    MATCH (person)<-[:ABOUT]-(other:Review)-[:IN_CYCLE]->(:Cycle)<-[:IN_CYCLE]-(review)
    WHERE other <> review AND other.state <> 'cancelled'
    MATCH (other)-[:AT]->(:Level)<-[:HAS_LEVEL]-(:Role {key: role.key})
  })
  AND CASE $who
    WHEN 'employee' THEN person.id = $actor
    WHEN 'manager' THEN person.id <> $actor AND EXISTS {
      MATCH (person)-[line:REPORTS_TO {kind: $edge.kind, from: $edge.from}]->(manager:Person)
      WHERE coalesce(line.until, $today) >= $today AND (manager.id = $actor OR EXISTS {
        MATCH (manager)-[named:DELEGATES_TO]->(deputy:Person {id: $actor})
        WHERE named.from <= $today AND named.until >= $today AND coalesce(manager.leaves_on, $today) >= $today
          AND NOT EXISTS {
            MATCH (deputy)((:Person)-[up:REPORTS_TO WHERE up.kind <> 'dotted' AND up.from <= $today
                           AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}(person)
          }
      })
    }
    WHEN 'hr_admin' THEN person.id <> $actor AND EXISTS {
      MATCH (:Person {id: $actor})-[held:HAS_CAPACITY {from: $edge.from}]->(:Capacity {id: 'hr_admin'})
      WHERE coalesce(held.until, $today) >= $today
    }
    WHEN 'arbiter' THEN person.id <> $actor AND CASE
      WHEN EXISTS {
        (review)-[:ARBITER]->(named:Person) WHERE coalesce(named.leaves_on, $today) >= $today
      } THEN EXISTS { (review)-[:ARBITER]->(:Person {id: $actor}) }
      ELSE EXISTS {
        MATCH (:Person {id: $edge.start})
              ((:Person)-[up:REPORTS_TO WHERE up.kind = 'line' AND up.from <= $today
                AND coalesce(up.until, $today) >= $today]->(:Person)){1,15}
              (:Person {id: $actor})
      }
    END
    ELSE person.id <> $actor AND EXISTS {
      MATCH (:Person {id: $actor})-[:MEMBER_OF]->(:Session {id: $edge.session, state: 'in_session'})-[:COVERS]->(review)
    }
  END
SET review.state = $to, review.seq = review.seq + 1, review.head = $event.hash, review.revision = $revision
SET review += $changes
CREATE (review)-[:RECORDED]->(event:Event)
SET event = $event
FOREACH (word IN $words | CREATE (event)-[:SAID]->(words:Words) SET words = word)
FOREACH (signature IN $signature |
  MERGE (signer:Person {id: $actor})
  CREATE (review)-[:SIGNED]->(sign_off:SignOff)-[:BY]->(signer)
  SET sign_off = signature
)
WITH review, sessions
CALL (review, sessions) {
  UNWIND sessions AS open
  MATCH (open)-[covers:COVERS]->(review)
  WITH open, covers, coalesce(open.changes, 0) + 1 AS changes
  SET open.changes = changes, covers.changes = changes
  RETURN count(*) AS told
}
CALL (review) {
  UNWIND $copies AS copy
  MATCH (source:Assessment {id: copy.source})
  MERGE (target:Assessment {id: copy.target})
  SET target.party = copy.party, target.revision = $revision, target.draft = source.draft,
    target.submitted_at = coalesce(copy.submitted_at, source.submitted_at)
  MERGE (review)-[:HAS_ASSESSMENT]->(target)
  WITH source, target
  CALL (source, target) {
    MATCH (source)-[:WRITTEN_BY]->(author:Person)
    MERGE (target)-[:WRITTEN_BY]->(author)
    RETURN count(*) AS authors
  }
  MATCH (source)-[:RATES]->(rating:Rating)-[:ON]->(source_expectation:Expectation)
  MATCH (expectation:Expectation {
    id: CASE WHEN $moves IS NULL THEN source_expectation.id ELSE $moves[source_expectation.id] END
  })
  MERGE (twin:Rating {id: target.id + '/' + expectation.id})
  SET twin += rating {
    .value, .comment, .reason, .salt, .comment_digest, .reason_digest, .version, .saved_at, .author, .agreed, .seen
  }
  MERGE (target)-[:RATES]->(twin)
  MERGE (twin)-[:ON]->(expectation)
  WITH rating, twin
  CALL (rating, twin) {
    OPTIONAL MATCH (twin)-[old:SUPPORTED_BY]->(:Evidence)
    DELETE old
    WITH DISTINCT rating, twin
    MATCH (rating)-[:SUPPORTED_BY]->(piece:Evidence)
    MERGE (twin)-[:SUPPORTED_BY]->(piece)
    RETURN count(*) AS pieces
  }
  RETURN count(*) AS copied
}
CALL (review) {
  UNWIND $pin AS pin
  MATCH (review)-[old:PINNED_TO|AT|TOWARDS]->()
  DELETE old
  WITH DISTINCT review, pin
  MATCH (version:FrameworkVersion {id: pin.version})
  MATCH (level:Level {id: pin.level})
  MERGE (review)-[:PINNED_TO]->(version)
  MERGE (review)-[:AT]->(level)
  WITH review, pin
  MATCH (target:Level {id: pin.target})
  MERGE (review)-[:TOWARDS]->(target)
  RETURN count(*) AS pinned
}
CALL (review) {
  WITH review
  WHERE $opens
  MATCH (review)-[:IN_CYCLE]->(cycle:Cycle)
  SET cycle.state = 'open'
  RETURN count(*) AS opened
}
CALL (review) {
  UNWIND $overruled AS id
  MATCH (:Rating {id: id})<-[:OVERRIDES]-(change:Adjustment {standing: true})
  SET change.standing = false
  RETURN count(*) AS no_longer_standing
}
CALL (review) {
  WITH review
  WHERE $new_revision
  MATCH (review)-[:HAS_ASSESSMENT]->(:Assessment)-[:RATES]->(:Rating)<-[:OVERRIDES]-(change:Adjustment {standing: true})
  SET change.standing = false
  RETURN count(*) AS history
}
CALL (review) {
  WITH review
  WHERE $new_revision OR size($decision) > 0
  MATCH (review)<-[:DECIDES]-(former:Decision {standing: true})
  SET former.standing = false
  RETURN count(*) AS no_longer_decided
}
CALL (review) {
  UNWIND $adjustment AS adjustment
  MATCH (rating:Rating {id: adjustment.rating})
  MATCH (session:Session {id: adjustment.session})
  MATCH (author:Person {id: $actor})
  CREATE (change:Adjustment {id: adjustment.id})-[:OVERRIDES]->(rating)
  CREATE (change)-[:DECIDED_IN]->(session)
  CREATE (change)-[:BY]->(author)
  SET change += adjustment.properties
  RETURN count(*) AS adjusted
}
CALL (review) {
  UNWIND $decision AS one
  MATCH (session:Session {id: one.session})
  MATCH (author:Person {id: $actor})
  CREATE (decision:Decision {id: one.id})-[:DECIDES]->(review)
  CREATE (decision)-[:DECIDED_IN]->(session)
  CREATE (decision)-[:BY]->(author)
  SET decision += one.properties
  RETURN count(*) AS decided
}
RETURN review.state AS state, review.seq AS seq, review.revision AS revision
