"""Given names that tell "he" from "she"; a name that is missing tells nothing, and a pronoun may then mean its bearer.

Frequent names of English-language and South Asian news. Names that both women and men bear are left out.
"""

from corpus.attribution.words import listed

MALE = listed("""
    james john robert michael william david richard joseph thomas charles donald daniel matthew anthony mark paul
    steven andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey jeff ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin ben samuel gregory frank raymond patrick jack
    dennis jerry peter henry douglas adam nathan zachary kyle walter harold jeremy ethan carl keith roger gerald
    lawrence sean christian austin arthur joe albert bill bob jim tom mike dan dave steve ted tim barack bernie mitt
    marco newt ehsan ejaz ijaz ishtiaq asim bilawal imran nawaz shahbaz shehbaz asif muhammad mohammad mohammed
    mohamed ahmed ahmad ali hassan hasan hussain hussein omar umar usman khalid tariq rashid abdul abdullah ibrahim
    ismail yusuf yousaf faisal salman kamran amir aamir bashir rehman qamar raheel pervez ashfaq zahid shahid azhar
    anwar akbar iqbal junaid hamid hamza waqar vladimir emmanuel narendra rahul sanjay amit vijay rajnath antonio
    jose luis carlos juan pedro pablo fernando
    """)
FEMALE = listed("""
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia
    kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel
    carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria lauren christina joan
    evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice
    jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana
    natalie brittany charlotte marie kayla hillary ivanka melania carly jill elena sonia loretta nikki benazir
    maryam fatima ayesha aisha zainab khadija sherry shireen hina malala bushra nusrat sania mahira amna sadia rabia
    saima samina asma theresa indira priya
    """)
