/** What each actor gets from each page's own loader. Somebody else's object is 404, as if it did not exist. */
export const PAGES = `
#                                                      anonymous msme foreign owner editor viewer partner moderator applicant
(root.tsx)
  GET /                                                    200   200   200    200   200    200    200     200      200
/
  GET /                                                    200   200   200    200   200    200    200     200      200
/opportunities
  GET /opportunities                                       200   200   200    200   200    200    200     200      200
  GET /opportunities?q=lattice                             200   200   200    200   200    200    200     200      200
/opportunities.atom
  GET /opportunities.atom                                  200   200   200    200   200    200    200     200      200
  GET /opportunities.atom?q=lattice                        200   200   200    200   200    200    200     200      200
  GET /opportunities.atom?kind=nonsense                    400   400   400    400   400    400    400     400      400
/opportunities/completions
  GET /opportunities/completions?q=lat                     200   200   200    200   200    200    200     200      200
/opportunities/live
  GET /opportunities/live?q=lattice                        200   200   200    200   200    200    200     200      200

/opportunities/:reference/interest
  GET /opportunities/{published}/interest                  200   200   200    200   200    200    200     200      200
  GET /opportunities/{held}/interest                       404   404   404    200   200    200    404     200      200 # its EoI is begun
  GET /opportunities/{draft}/interest                      404   404   404    200   200    200    404     200      404
  GET /opportunities/{theirDraft}/interest                 404   404   200    404   404    404    404     200      404
/opportunities/:reference/:slug?
  GET /opportunities/{published}                           301   301   301    301   301    301    301     301      301 > /opportunities/{published}/*
  GET /opportunities/{published}/gallium-nitride-transmit-receive-module-for-radar 200 200 200 200 200 200 200 200 200
  GET /opportunities/{closed}/gallium-nitride-transmit-receive-module-for-radar 200 200 200 200 200 200 200 200 200
  GET /opportunities/{draft}                               404   404   404    301   301    301    404     301      404 > /opportunities/{draft}/*
  GET /opportunities/{draft}/zqdraft-lattice               404   404   404    200   200    200    404     200      404
  GET /opportunities/{held}/zqheldtitle-lattice            404   404   404    200   200    200    404     200      404
  GET /opportunities/{archived}/zqarchived-lattice         404   404   404    200   200    200    404     200      404
  GET /opportunities/{theirDraft}/zqtheirdraft-lattice     404   404   200    404   404    404    404     200      404
  GET /opportunities/SY-1999-000001                        404   404   404    404   404    404    404     404      404
/organisations/:slug
  GET /organisations/{organisation}                        200   200   200    200   200    200    200     200      200
  GET /organisations/nobody                                404   404   404    404   404    404    404     404      404
/documents/:id
  GET /documents/{publicDocument}                          200   200   200    200   200    200    200     200      200
  GET /documents/{registeredDocument}                      404   302   302    302   302    302    302     302      302 > /documents/{registeredDocument}?until=*
  GET /documents/{indianDocument}                          404   302   302    302   302    302    404     302      302 > /documents/{indianDocument}?until=*
  GET /documents/{ndaDocument}                             404   404   404    302   302    302    404     404      404 > /documents/{ndaDocument}?until=*
  GET /documents/{grantedDocument}                         404   404   404    302   302    302    404     404      302 > /documents/{grantedDocument}?until=*
  GET {documentLink}                                       404   404   404    200   404    404    404     404      404 # signed for the owner alone
  GET {endedDocumentLink}                                  404   404   404    410   404    404    404     404      404
  GET /documents/{draftDocument}                           404   404   404    200   200    200    404     200      404
  GET /documents/{nobody}                                  404   404   404    404   404    404    404     404      404

/signup
  GET /signup                                              200   302   302    302   302    302    302     302      302 > /desk
/login
  GET /login?next=/opportunities                           200   302   302    302   302    302    302     302      302 > /opportunities
  GET /login?next=//elsewhere.example                      200   302   302    302   302    302    302     302      302 > /desk
/logout
  GET /logout                                              302   200   200    200   200    200    200     200      200 > /
/forgot-password
  GET /forgot-password                                     200   200   200    200   200    200    200     200      200
/reset-password/:token
  GET /reset-password/{reset}                              200   200   200    200   200    200    200     200      200 shows forgetfulAddress
  GET /reset-password/{confirmation}                       410   410   410    410   410    410    410     410      410
  GET /reset-password/guessed                              410   410   410    410   410    410    410     410      410
/confirm-email/:token
  GET /confirm-email/{confirmation}                        200   200   200    200   200    200    200     200      200 shows forgetfulAddress
  GET /confirm-email/{reset}                               410   410   410    410   410    410    410     410      410
/invitations/:token
  GET /invitations/{invitation}                            200   200   200    200   200    200    200     200      200 shows invitedAddress
  GET /invitations/{msmeInvitation}                        200   200   200    200   200    200    200     200      200 shows msmeAddress
  GET /invitations/{reset}                                 410   410   410    410   410    410    410     410      410

(routes/desk/layout.tsx)
  GET /desk                                               login  200   200    200   200    200    200     200      200
/desk
  GET /desk                                               login  200   200    200   200    200    200     200      200
/desk/opportunities
  GET /desk/opportunities?q=lattice                       login  200   200    200   200    200    200     403      200
/desk/opportunities/new
  GET /desk/opportunities/new                             login  200   200    200   200    200    200     403      200
/desk/opportunities/:reference
  GET /desk/opportunities/{published}                     login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{draft}                         login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{closed}                        login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{theirDraft}                    login  404   200    404   404    404    404     403      404
/desk/opportunities/:reference/edit/:step?
  GET /desk/opportunities/{draft}/edit                    login  404   404    302   302    302    404     403      404 > /desk/opportunities/{draft}/edit/basics|/desk/opportunities/{draft}
  GET /desk/opportunities/{draft}/edit/basics             login  404   404    200   200    302    404     403      404 > /desk/opportunities/{draft}
  GET /desk/opportunities/{draft}/edit/documents          login  404   404    200   200    302    404     403      404 > /desk/opportunities/{draft}
  GET /desk/opportunities/{archived}/edit/basics          login  404   404    302   302    302    404     403      404 > /desk/opportunities/{archived}
  GET /desk/opportunities/{theirDraft}/edit/review        login  404   200    404   404    404    404     403      404
/desk/opportunities/:reference/preview
  GET /desk/opportunities/{draft}/preview                 login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{theirPublished}/preview        login  404   200    404   404    404    404     403      404
/desk/opportunities/:reference/readers
  GET /desk/opportunities/{indian}/readers                login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{theirDraft}/readers            login  404   200    404   404    404    404     403      404
/desk/interests
  GET /desk/interests                                     login  200   200    200   200    200    200     403      200
  GET /desk/interests?side=sent                           login  200   200    200   200    200    200     403      200
  GET /desk/interests?opportunity={published}             login  200   200    200   200    200    200     403      200
  GET /desk/interests?view=columns                        login  200   200    200   200    200    200     403      200
/desk/interests/bulk
  GET /desk/interests/bulk                                login  200   200    200   200    200    200     403      200
/desk/interests/:id
  GET /desk/interests/{sent}                              login  404   404    200   200    200    404     200      200
  GET /desk/interests/{declined}                          login  404   404    200   200    200    404     200      200
  GET /desk/interests/{unsent}                            login  404   404    404   404    404    404     404      200
  GET /desk/interests/{nobody}                            login  404   404    404   404    404    404     404      404
/desk/interests/:id/nda
  GET /desk/interests/{sent}/nda                          login  404   404    200   200    200    404     200      200
  GET /desk/interests/{unsent}/nda                        login  404   404    404   404    404    404     404      404
  GET /desk/interests/{nobody}/nda                        login  404   404    404   404    404    404     404      404
/desk/interests/:id/nda/:agreement/signed.pdf
  GET /desk/interests/{sent}/nda/{signedAgreement}/signed.pdf    login 404 404 200 200 200 404 200 200
  GET /desk/interests/{sent}/nda/{invitedAgreement}/signed.pdf   login 404 404 404 404 404 404 404 404 # nobody has accepted it
  GET /desk/interests/{nobody}/nda/{signedAgreement}/signed.pdf  login 404 404 404 404 404 404 404 404
/desk/interests/:id/value
  GET /desk/interests/{sent}/value                        login  404   404    200   200    200    404     404      404 # what the poster expects, for its side only
  GET /desk/interests/{unsent}/value                      login  404   404    404   404    404    404     404      404
/desk/interests/:id/dossier.pdf
  GET /desk/interests/{sent}/dossier.pdf                  login  404   404    200   200    200    404     200      200
  GET /desk/interests/{unsent}/dossier.pdf                login  404   404    404   404    404    404     404      200
  GET /desk/interests/{nobody}/dossier.pdf                login  404   404    404   404    404    404     404      404
/desk/pipeline
  GET /desk/pipeline                                      login  200   200    200   200    200    200     403      200
  GET /desk/pipeline?opportunity={published}&months=24    login  200   200    200   200    200    200     403      200 # others see nothing of it
/desk/opportunities/:reference/applicants
  GET /desk/opportunities/{published}/applicants          login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{published}/applicants?with={sent} login 404  404   200   200    200    404     403      404
  GET /desk/opportunities/{theirPublished}/applicants?with={sent} login 404 200 404 404    404    404     403      404 # somebody else's EoI is no column
/desk/opportunities/:reference/applicants.csv
  GET /desk/opportunities/{published}/applicants.csv      login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{theirPublished}/applicants.csv?with={sent} login 404 200 404 404 404   404     403      404
/desk/opportunities/:reference/applicants.xlsx
  GET /desk/opportunities/{published}/applicants.xlsx     login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{theirPublished}/applicants.xlsx?with={sent} login 404 200 404 404 404  404     403      404
/desk/interests/:id/messages
  GET /desk/interests/{sent}/messages                     login  404   404    200   200    200    404     404      200 # moderators read what was reported
  GET /desk/interests/{declined}/messages?before=5        login  404   404    200   200    200    404     404      200
  GET /desk/interests/{unsent}/messages                   login  404   404    404   404    404    404     404      404
  GET /desk/interests/{nobody}/messages                   login  404   404    404   404    404    404     404      404
/desk/interests/:id/messages/newest
  GET /desk/interests/{sent}/messages/newest              login  404   404    200   200    200    404     404      200
  GET /desk/interests/{unsent}/messages/newest            login  404   404    404   404    404    404     404      404
/desk/interests/:id/messages/:messageId/report
  GET /desk/interests/{sent}/messages/{answer}/report     login  404   404    200   200    200    404     404      404 # nobody reports their own side
  GET /desk/interests/{sent}/messages/{question}/report   login  404   404    404   404    404    404     404      200
  GET /desk/interests/{declined}/messages/{answer}/report login  404   404    404   404    404    404     404      404
/desk/messages
  GET /desk/messages                                      login  200   200    200   200    200    200     403      200
/messages/attachments/:id
  GET /messages/attachments/{attachment}                  login  404   404    404   404    404    404     404      404 # only by a signed address
  GET {attachmentLink}                                    login  404   404    200   404    404    404     404      404 # signed for the owner
  GET {endedAttachmentLink}                               login  404   404    410   404    404    404     404      404
  GET {draftFileLink}                                     login  404   404    200   404    404    404     404      404
/messages/unsubscribe/:token
  GET /messages/unsubscribe/{messageUnsubscription}        200   200   200    200   200    200    200     200      200
  GET /messages/unsubscribe/{unsubscription}               410   410   410    410   410    410    410     410      410
/moderation/reports
  GET /moderation/reports                                 login  404   404    404   404    404    404     200      404
  GET /moderation/reports?state=decided                   login  404   404    404   404    404    404     200      404
/moderation/reports/:id
  GET /moderation/reports/{messageReport}                 login  404   404    404   404    404    404     200      404 shows conversation
  GET /moderation/reports/{nobody}                        login  404   404    404   404    404    404     404      404
/desk/searches
  GET /desk/searches                                      login  200   200    200   200    200    200     403      200 # everybody sees their own
/desk/searches/new
  GET /desk/searches/new?q=lattice                        login  200   200    200   200    200    200     403      200
/desk/imports
  GET /desk/imports                                       login  403   200    200   200    403    200     403      403
/desk/imports/:id
  GET /desk/imports/{import}                              login  404   404    200   200    404    404     403      404
  GET /desk/imports/{report}                              login  404   404    200   200    404    404     403      404
/desk/imports/:id/report.csv
  GET /desk/imports/{report}/report.csv                   login  404   404    200   200    404    404     403      404
/desk/certificates
  GET /desk/certificates                                  login  200   200    200   200    200    200     403      200
/desk/certificates/new
  GET /desk/certificates/new                              login  200   200    200   200    403    200     403      200
/desk/certificates/:id
  GET /desk/certificates/{certificate}                    login  404   404    200   200    200    404     403      404
  GET /desk/certificates/{theirCertificate}               login  404   404    404   404    404    404     403      200
  GET /desk/certificates/{nobody}                         login  404   404    404   404    404    404     403      404
/desk/certificates/:id/edit
  GET /desk/certificates/{certificate}/edit               login  404   404    200   200    403    404     403      404
  GET /desk/certificates/{theirCertificate}/edit          login  404   404    404   404    404    404     403      200
/desk/eligibility
  GET /desk/eligibility                                   login  200   200    200   200    200    200     403      200
/desk/eligibility/:lens/:subject
  GET /desk/eligibility/asks/turnover                     login  200   200    200   200    200    200     403      200
  GET /desk/eligibility/asks/nonsense                     login  404   404    404   404    404    404     403      404
  GET /desk/eligibility/opens/nonsense                    login  404   404    404   404    404    404     403      404
/desk/organisation
  GET /desk/organisation                                  login  200   200    200   200    200    200     403      200
/desk/organisation/edit/:part
  GET /desk/organisation/edit/about                       login  200   200    200   200    403    200     403      200
  GET /desk/organisation/edit/identifiers                 login  200   200    200   200    403    200     403      200
  GET /desk/organisation/edit/nonsense                    login  404   404    404   404    404    404     403      404
/desk/organisation/members
  GET /desk/organisation/members                          login  200   200    200   200    200    200     403      200 # owners see whom they invited
/desk/opportunities/:reference/feature
  GET /desk/opportunities/{published}/feature             login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{draft}/feature                 login  404   404    200   200    200    404     403      404
  GET /desk/opportunities/{theirPublished}/feature        login  404   200    404   404    404    404     403      404
/desk/billing
  GET /desk/billing                                       login  404   200    200   200    200    200     403      404
  GET /desk/billing?year=2026&page=2                      login  404   200    200   200    200    200     403      404
/desk/billing/purchases/:id
  GET /desk/billing/purchases/{pack}                      login  404   404    200   200    200    404     403      404
  GET /desk/billing/purchases/{unpaid}                    login  404   404    200   200    200    404     403      404
  GET /desk/billing/purchases/{nobody}                    login  404   404    404   404    404    404     403      404
/desk/billing/invoices/:id
  GET /desk/billing/invoices/{invoice}                    login  404   404    200   200    200    404     200      404
  GET /desk/billing/invoices/{nobody}                     login  404   404    404   404    404    404     404      404
/desk/billing/invoices/:id.pdf
  GET /desk/billing/invoices/{invoice}.pdf                login  404   404    200   200    200    404     200      404
  GET /desk/billing/invoices/{nobody}.pdf                 login  404   404    404   404    404    404     404      404
/desk/billing/purchases.csv
  GET /desk/billing/purchases.csv                         login  404   200    200   200    200    200     403      404 # each organisation's own
/desk/organisation/nda
  GET /desk/organisation/nda                              login  404   200    200   200    200    200     403      404
/desk/account
  GET /desk/account                                       login  200   200    200   200    200    200     200      200

/alerts/unsubscribe/:token
  GET /alerts/unsubscribe/{unsubscription}                 200   200   200    200   200    200    200     200      200 # tells nobody whose search it is
  GET /alerts/unsubscribe/{reset}                          410   410   410    410   410    410    410     410      410
/evidence/:id
  GET /evidence/{evidence}                                 404   404   404    302   302    302    404     302      404 > /evidence/{evidence}?until=*
  GET /evidence/{theirEvidence}                            404   404   404    302   302    302    404     302      302 > /evidence/{theirEvidence}?until=* # the owner's organisation received its EoI
  GET {ownersLink}                                         404   404   404    200   404    404    404     404      404
  GET {foreignLink}                                        404   404   404    404   404    404    404     404      404 # signed, for somebody without business there
  GET /evidence/{removedEvidence}                          404   404   404    404   404    404    404     302      302 > /evidence/{removedEvidence}?until=*
  GET /evidence/{nobody}                                   404   404   404    404   404    404    404     404      404
(routes/moderation/layout.tsx)
  GET /moderation                                         login  404   404    404   404    404    404     200      404
/moderation/document-accesses
  GET /moderation/document-accesses?organisation=kaveri   login  404   404    404   404    404    404     200      404
/moderation/certificates
  GET /moderation/certificates                            login  404   404    404   404    404    404     200      404
/moderation/certificates/:id
  GET /moderation/certificates/{certificate}              login  404   404    404   404    404    404     200      404
  GET /moderation/certificates/{theirCertificate}         login  404   404    404   404    404    404     200      404
  GET /moderation/certificates/{nobody}                   login  404   404    404   404    404    404     404      404
/moderation
  GET /moderation                                         login  404   404    404   404    404    404     200      404
/moderation/reference
  GET /moderation/reference                               login  404   404    404   404    404    404     200      404
/moderation/reference/:name
  GET /moderation/reference/fdi                           login  404   404    404   404    404    404     200      404
  GET /moderation/reference/exchange_rates?version=0      login  404   404    404   404    404    404     200      404
  GET /moderation/reference/nonsense                      login  404   404    404   404    404    404     404      404
/demo/mail/:id?
  GET /demo/mail                                           404   404   404    404   404    404    404     404      404 # only the demonstration has it
  GET /demo/mail/1700000000000-secret                      404   404   404    404   404    404    404     404      404
/sandbox/pay/:session
  GET /sandbox/pay/cs_test_nobody                          404   404   404    404   404    404    404     404      404
/webhooks/stripe
  GET /webhooks/stripe                                     405   405   405    405   405    405    405     405      405

/api/v1/opportunities
  GET /api/v1/opportunities                                200   200   200    200   200    200    200     200      200
  GET /api/v1/opportunities?q=lattice                      200   200   200    200   200    200    200     200      200
/api/v1/opportunities/:reference
  GET /api/v1/opportunities/{published}                    200   200   200    200   200    200    200     200      200
  GET /api/v1/opportunities/{draft}                        404   404   404    404   404    404    404     404      404 # the API knows nobody
  GET /api/v1/opportunities/{held}                         404   404   404    404   404    404    404     404      404
/api/v1/organisations/:slug
  GET /api/v1/organisations/{organisation}                 200   200   200    200   200    200    200     200      200
/api/openapi.json
  GET /api/openapi.json                                    200   200   200    200   200    200    200     200      200
/sitemap.xml
  GET /sitemap.xml                                         200   200   200    200   200    200    200     200      200
/robots.txt
  GET /robots.txt                                          200   200   200    200   200    200    200     200      200
/desk/*
  GET /desk/nowhere                                        404   404   404    404   404    404    404     404      404
/*
  GET /nothing/here                                        404   404   404    404   404    404    404     404      404
`;
