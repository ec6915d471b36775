// What pages and reports read of some reviews, by the same edges: where the stream stands, its events, whom and which
// levels they are about, signatures, what both sides rated in each revision, adjustments, decisions.
// access: read
// params: reviews
// returns: many (owner, events, review, about, signatures, assessments, adjustments, decisions)
UNWIND $reviews AS id
MATCH (review:Review {id: id})
RETURN
  {
    stream: review.id, kind: 'review', seq: review.seq, head: review.head, state: review.state, revision: review.revision
  } AS owner,
  COLLECT {
    MATCH (review)-[:RECORDED]->(event:Event)
    RETURN {
      event: event {.*},
      words: [(event)-[:SAID]->(words:Words) | words {.kind, .text, .salt, .digest}]
    }
  } AS events,
  review.id AS review,
  {
    revision: review.revision,
    people: [(review)-[:ABOUT]->(person:Person) | person.id],
    versions: [(review)-[:PINNED_TO]->(version:FrameworkVersion) | version.id],
    levels: [(review)-[:AT]->(level:Level) | level.id],
    targets: [(review)-[:TOWARDS]->(target:Level) | target.id],
    cycles: [(review)-[:IN_CYCLE]->(cycle:Cycle) | cycle.id],
    arbiters: [(review)-[:ARBITER]->(arbiter:Person) | arbiter.id],
    ratings_changed: review.ratings_changed,
    locked_in: [(session:Session)-[covers:COVERS]->(review) WHERE covers.locked_revision IS NOT NULL |
      {session: session.id, revision: covers.locked_revision}],
    own: review {
      .sent_at, .shared_at, .challenged, .proceeded, .revealed, .closing, .closed_at, .state_before_cancel, .cycle_id
    }
  } AS about,
  COLLECT {
    MATCH (review)-[:SIGNED]->(sign_off:SignOff)
    RETURN {sign_off: sign_off {.*}, signers: [(sign_off)-[:BY]->(signer:Person) | signer.id]}
  } AS signatures,
  COLLECT {
    MATCH (review)-[:HAS_ASSESSMENT]->(assessment:Assessment)
    WHERE assessment.party IN ['sent', 'manager']
    RETURN assessment {
      .id, .party, .revision,
      ratings: COLLECT {
        MATCH (assessment)-[:RATES]->(rating:Rating)-[:ON]->(expectation:Expectation)
        RETURN rating {
          .value, .author, .saved_at, .comment, .reason, .salt, .comment_digest, .reason_digest, .agreed,
          expectation: expectation.id,
          evidence: [(rating)-[:SUPPORTED_BY]->(piece) | piece {.title, .url, .note, .salt, .digest}]
        }
      }
    }
  } AS assessments,
  COLLECT {
    MATCH (review)-[:HAS_ASSESSMENT]->(side:Assessment)-[:RATES]->(rating:Rating)<-[:OVERRIDES]-(change:Adjustment)
    MATCH (rating)-[:ON]->(expectation:Expectation)
    RETURN change {
      .value, .reason_code, .text, .salt, .text_digest, .at, .standing, .locked,
      revision: side.revision,
      party: side.party,
      expectation: expectation.id,
      authors: [(change)-[:BY]->(author:Person) | author.id],
      sessions: [(change)-[:DECIDED_IN]->(session:Session) | session.id],
      in_force: EXISTS {
        MATCH (change)-[:DECIDED_IN]->(session:Session)-[:COVERS]->(review)
        WHERE session.state <> 'dissolved'
      }
    }
  } AS adjustments,
  COLLECT {
    MATCH (decision:Decision)-[:DECIDES]->(review)
    RETURN decision {
      .id, .value, .later_on, .revision, .text, .salt, .text_digest, .at, .standing, .locked,
      authors: [(decision)-[:BY]->(author:Person) | author.id],
      sessions: [(decision)-[:DECIDED_IN]->(session:Session) | session.id],
      in_force: EXISTS {
        MATCH (decision)-[:DECIDED_IN]->(session:Session)-[:COVERS]->(review)
        WHERE session.state <> 'dissolved'
      }
    }
  } AS decisions
